/** An embedder in a jar of its own. */
package org.hybridface.examples.embedder;
