// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

/** The classes in {@code lib/}. */
record Classes(ClassLoader loader) {

    boolean has(String name) {
        try {
            Class.forName(name, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** One that {@link #has is there}. */
    Class<?> get(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(missing(name), e);
        }
    }

    /** What is said of one that is not there. */
    static String missing(String name) {
        return "there is no class '" + name + "' in lib/";
    }
}
