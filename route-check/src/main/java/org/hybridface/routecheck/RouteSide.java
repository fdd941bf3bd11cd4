// SPDX-License-Identifier: Apache-2.0
package org.hybridface.routecheck;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * What one side (the edge, the cloud, the local cloud) gives its routes. Each side has one, found through
 * {@link ServiceLoader}, and a test of it that compares it to what the running side binds.
 */
public interface RouteSide {

    /** For example {@code edge}; the folder of its files below {@code routes/}. */
    String name();

    /** Finds the components and classes that a route may name. */
    default ClassLoader loader() {
        return getClass().getClassLoader();
    }

    /** Where an owner puts the jars of components and classes. */
    default String jars() {
        return "lib/";
    }

    /** The properties a route may use as {@code {{name}}}, with their defaults. */
    Map<String, String> options();

    /** What Java gives a message with it that it sends to a route, as a contract names it: {@code variable deadline}. */
    default Set<String> given() {
        return Set.of();
    }

    /**
     * What is wrong with the address of an endpoint that a component of this side's own reads in its own way.
     *
     * @param written as the route has it
     * @param uri     the same with its placeholders resolved
     * @return what to give instead; empty when nothing is wrong, or nothing is known
     */
    default Optional<String> faultOf(String written, String uri) {
        return Optional.empty();
    }

    /** Items of a file's list that this side does not carry out, for example {@code rest}, each with what to write instead. */
    default Map<String, String> notCarriedOut() {
        return Map.of();
    }

    /** Names of files that came with the program: of two with the same route, an owner's own is the one to change. */
    default Set<String> shipped() {
        return Set.of();
    }

    /** The shipped file that handles the errors of all routes; empty when each route sees to its own. */
    default Optional<String> errorsOfAll() {
        return Optional.empty();
    }

    /** Whether the routes of all files start at the same time, or those of each file by themselves. */
    default boolean startsAllAtOnce() {
        return false;
    }

    /** Steps that would be taken and not do here what they say, for example {@code wireTap}, each with the reason and what to write instead. */
    default Map<String, String> stepsNotCarriedOut() {
        return Map.of();
    }

    /** The beans a route may name, with their types. */
    Map<String, Class<?>> beans();
}
