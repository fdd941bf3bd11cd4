/**
 * Tests of the tests: each mutant is a route file with one thing changed that a person might get wrong. A mutant that no test notices shows what
 * the tests do not say. {@link org.hybridface.routemutants.RouteMutants} is the command; docs/mutants.md lists what may survive, and why.
 */
package org.hybridface.routemutants;
