// SPDX-License-Identifier: Apache-2.0
/** A whole device in one sealed file, from which it lives on elsewhere: {@code bin/edge backup} and {@code bin/edge restore}. */
package org.hybridface.edge.backup;
