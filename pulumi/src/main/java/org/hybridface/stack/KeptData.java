// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import java.util.Arrays;

/**
 * Stands before everything else: what others depend on is deleted after them, so a destroy meets this one first, and it is protected.
 * Without it Pulumi deletes whatever is not protected before it meets the first that is.
 */
final class KeptData extends ComponentResource {

    static final String NAME = "kept-data";

    /** @param everything the concerns of the stack; all their resources are meant */
    KeptData(Component... everything) {
        super(Component.TYPE + NAME, NAME, options(everything));
    }

    private static ComponentResourceOptions options(Component... everything) {
        ComponentResourceOptions.Builder options = ComponentResourceOptions.builder();
        options.protect(true);
        options.dependsOn(Arrays.copyOf(everything, everything.length, com.pulumi.resources.Resource[].class));
        return options.build();
    }
}
