/** A recogniser behind HTTP. */
package org.hybridface.examples.recogniser;
