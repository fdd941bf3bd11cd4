/**
 * Questions on their way to the cloud: one sealed file per face, so that neither a dead broker nor a power cut loses one, and the
 * camera never waits for the network.
 */
package org.hybridface.edge.outbox;
