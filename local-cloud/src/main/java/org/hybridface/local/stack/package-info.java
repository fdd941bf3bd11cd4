/** What the Pulumi program provisions, read from its recorded graph: one truth for every part of the local cloud. */
package org.hybridface.local.stack;
