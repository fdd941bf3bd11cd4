// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.cache;

import java.io.IOException;
import java.util.Map;

/** The disk did not take what somebody said of a face, so nothing has changed. The message says what to do. */
public final class EditNotKeptException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public EditNotKeptException(String key, IOException cause) {
        super(key + " stays as it was, since the disk does not take the change (" + cause.getMessage()
                + "): free space or give rights in edge.data.dir, then try again", cause);
    }

    /** What the page is told. */
    public Map<String, String> getAnswer() {
        return Map.of("error", getMessage());
    }
}
