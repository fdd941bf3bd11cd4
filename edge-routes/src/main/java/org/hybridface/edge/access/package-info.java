/** Who may see and do what through consoles and JMX: two roles, a token each, and lists of what is allowed; the rest is refused. */
package org.hybridface.edge.access;
