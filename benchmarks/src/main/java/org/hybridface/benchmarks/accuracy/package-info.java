/** How often faces are found, and how well people are told apart. */
package org.hybridface.benchmarks.accuracy;
