// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;

/** A concern of the stack: a named group of resources that appears as one branch in Pulumi's tree. */
abstract class Component extends ComponentResource {

    static final String TYPE = "hybridface:stack:";

    private final boolean kept;

    /** What {@code pulumi up} makes anew without a loss. */
    Component(String name) {
        super(TYPE + name, name);
        kept = false;
    }

    /**
     * What holds data, or without which data is exposed or useless: protected when the stack keeps its data.
     *
     * @param name kebab-case; also the last part of the type
     */
    Component(String name, Settings settings) {
        super(TYPE + name, name);
        kept = settings.keepData();
    }

    /** Options that put a resource into this branch. */
    CustomResourceOptions here() {
        return options().build();
    }

    CustomResourceOptions.Builder options() {
        CustomResourceOptions.Builder options = CustomResourceOptions.builder();
        options.parent(this);
        options.protect(kept);
        return options;
    }
}
