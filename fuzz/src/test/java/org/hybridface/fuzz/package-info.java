/** Runs the fuzz targets, which stand in the packages of what they feed. */
package org.hybridface.fuzz;
