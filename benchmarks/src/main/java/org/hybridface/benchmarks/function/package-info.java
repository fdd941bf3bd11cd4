/** What an event costs in time in the function, on the local cloud. */
package org.hybridface.benchmarks.function;
