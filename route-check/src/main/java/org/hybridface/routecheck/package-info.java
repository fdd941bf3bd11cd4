/**
 * Reads route files and says what is wrong with them, file and line first, without running them. Used by {@code bin/edge
 * validate}, by the Maven build for every side's files, and by the device before it takes an edited file.
 */
package org.hybridface.routecheck;
