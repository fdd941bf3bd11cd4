/** What tells how the device is: health checks, metrics, MBeans and the {@code faces} console. */
package org.hybridface.edge.observe;
