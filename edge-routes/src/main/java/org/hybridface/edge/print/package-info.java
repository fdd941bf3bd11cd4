/** How text from outside is printed: secrets masked, values quoted. Every log line, console, MBean and message goes through here. */
package org.hybridface.edge.print;
