/**
 * A small AWS on one machine: {@link org.hybridface.local.LocalCloud} starts and stops it, {@link org.hybridface.local.Stack} says what is
 * in it.
 */
package org.hybridface.local;
