// SPDX-License-Identifier: Apache-2.0
package org.hybridface.chaos;

/**
 * One call of a run to the outside, cut where the SDK hands it to the network: the SDK's own repetitions are calls as well.
 *
 * @param what     service and purpose, the same in every run, for example {@code table:claim}
 * @param resource what it touches: an item, an object, a shadow, the collection
 * @param writes   whether it may change the resource
 * @param reads    what it looks at besides, without changing it; empty for nothing
 */
record Call(String what, String resource, boolean writes, String reads) {

    /** What begins a run: it reads the clock, and that orders all beginnings. */
    static final Call BEGIN = new Call("begin", "clock", true);

    Call(String what, String resource, boolean writes) {
        this(what, resource, writes, "");
    }

    /** Whether it matters which of the two comes first. */
    boolean conflictsWith(Call other) {
        return resource.equals(other.resource) && (writes || other.writes)
                || writes && resource.equals(other.reads) || other.writes && other.resource.equals(reads);
    }
}
