/**
 * Faults and time at work on real processes: the local cloud, the function's JVM and devices as they ship, with a camera that shows one
 * stranger after another. Linux only, for what it reads of processes.
 */
package org.hybridface.chaos.process;
