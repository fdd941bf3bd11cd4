/** Takes a person out of every place the cloud has, reads each place again, tells the devices, and signs what was done. */
package org.hybridface.cloud.eraser;
