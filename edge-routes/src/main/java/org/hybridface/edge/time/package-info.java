/** Time that goes on evenly, whatever happens to the clock on the wall. */
package org.hybridface.edge.time;
