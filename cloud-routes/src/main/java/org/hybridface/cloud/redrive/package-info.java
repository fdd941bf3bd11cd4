/** Events that failed for good come again, from the failure queue, each as it was and by the alias that it came by. */
package org.hybridface.cloud.redrive;
