/** Clips of people who walk, turn, leave and come back, shown to the device's own routes. */
package org.hybridface.benchmarks.clip;
