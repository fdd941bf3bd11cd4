/** A mailbox behind HTTP. */
package org.hybridface.examples.mailbox;
