// SPDX-License-Identifier: Apache-2.0
package org.hybridface.messages;

import java.util.Optional;

/** What a JPEG or PNG says of itself, before anybody decodes it: a size, or nothing. */
public final class ImageHeaderFuzz {

    private ImageHeaderFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] image) {
        ImageHeader.breaksOff(image);
        Optional<ImageHeader> header = ImageHeader.read(image);
        header.ifPresent(read -> {
            if (read.widthPx() < 1 || read.heightPx() < 1 || read.pixels() < 1 || read.scans() < 1) {
                throw new AssertionError("a picture without pixels: " + read);
            }
        });
    }
}
