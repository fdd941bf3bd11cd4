// SPDX-License-Identifier: Apache-2.0
/** The device's own file of options, read in one way by everybody who reads it. */
package org.hybridface.edge.options;
