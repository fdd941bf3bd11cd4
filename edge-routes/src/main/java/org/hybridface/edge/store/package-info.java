/**
 * What the device keeps on its disk: files that are whole or absent, never half, and sealed (AES-GCM), because faces are
 * biometric data. The key lies outside the data directory, so that a copy of that directory alone tells nothing.
 */
package org.hybridface.edge.store;
