/** An edge device on this machine: the artifact it ships as, unzipped and started as its own process. */
package org.hybridface.local.edge;
