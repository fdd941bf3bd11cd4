/** Measures what docs/accuracy.md and README.md claim. Nothing here is shipped. */
package org.hybridface.benchmarks;
