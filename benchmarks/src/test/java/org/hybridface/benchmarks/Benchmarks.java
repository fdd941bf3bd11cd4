// SPDX-License-Identifier: Apache-2.0
package org.hybridface.benchmarks;

/** How thoroughly the tests of this module measure. */
public final class Benchmarks {

    /** With {@code -Dbenchmarks=long}: everything that docs/accuracy.md tells of, in minutes. Else a part of it, in seconds. */
    public static final boolean LONG = "long".equals(System.getProperty("benchmarks"));

    private Benchmarks() {
    }
}
