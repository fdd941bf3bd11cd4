package org.hybridface.stack;

import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;

/** A concern of the stack: a named group of resources that appears as one branch in Pulumi's tree. */
abstract class Component extends ComponentResource {

    /** @param name kebab-case; also the last part of the type */
    Component(String name) {
        super("hybridface:stack:" + name, name);
    }

    /** Options that put a resource into this branch. */
    CustomResourceOptions here() {
        return options().build();
    }

    CustomResourceOptions.Builder options() {
        CustomResourceOptions.Builder options = CustomResourceOptions.builder();
        options.parent(this);
        return options;
    }
}
