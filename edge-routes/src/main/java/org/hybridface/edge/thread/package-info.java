/** Threads that live as long as the device: whatever a task of theirs throws, the next one still runs. */
package org.hybridface.edge.thread;
