// SPDX-License-Identifier: Apache-2.0
package org.hybridface.edge.access;

/** What somebody at the device's port may do; each may also do what those before may. */
public enum Role {

    /** Has shown no token. */
    NOBODY,

    /** Looks: page, health, metrics, consoles, the MBeans' values. */
    VIEWER,

    /** Starts and stops routes, and calls the device's own MBeans. */
    OPERATOR;

    /** Whether somebody in this role may do what that one may. */
    public boolean covers(Role that) {
        return compareTo(that) >= 0;
    }
}
