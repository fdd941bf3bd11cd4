/**
 * Faults on purpose: links between device, broker, function and services that can be cut, frozen, slowed and spoilt, and processes that can
 * be killed and frozen. Nothing here knows what runs over a link.
 */
package org.hybridface.local.fault;
