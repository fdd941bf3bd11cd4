/**
 * The cloud side and the devices' identities as a Pulumi program. {@link org.hybridface.stack.App} is its table of contents;
 * one component per concern.
 */
package org.hybridface.stack;
