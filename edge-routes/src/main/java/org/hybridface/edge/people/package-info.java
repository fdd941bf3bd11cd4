// SPDX-License-Identifier: Apache-2.0
/** Everybody this device knows, by itself or by the others, as persons rather than keys; and who of them may be one. Pure. */
package org.hybridface.edge.people;
