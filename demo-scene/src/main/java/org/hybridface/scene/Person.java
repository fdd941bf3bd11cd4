// SPDX-License-Identifier: Apache-2.0
package org.hybridface.scene;

/** Somebody who can be rendered. */
public record Person(String name, Looks looks) {}
