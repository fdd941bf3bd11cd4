// SPDX-License-Identifier: Apache-2.0
/** Makes an installed device another version without losing what its owner made of it: {@code bin/edge upgrade}. */
package org.hybridface.edge.upgrade;
