/** Who may call which service of the local cloud: the keys it gave out, the policies behind them, and a count of all calls. */
package org.hybridface.local.access;
