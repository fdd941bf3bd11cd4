/**
 * A small AWS on one machine: {@link org.hybridface.local.LocalCloud} starts and stops it, {@link org.hybridface.local.stack.Stack} says what is
 * in it.
 */
package org.hybridface.local;
