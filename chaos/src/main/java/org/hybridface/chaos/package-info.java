/** Faults on purpose: the real cloud routes, run step by step, in every order and with a fault between any two steps. */
package org.hybridface.chaos;
