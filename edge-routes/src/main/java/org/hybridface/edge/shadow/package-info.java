/** The cloud's answers come through the device shadow, which is a mailbox: apply, store, take out. */
package org.hybridface.edge.shadow;
