/** AWS IoT rules: the SQL that adds who sent a message, as a step of the route {@code iot-rule}. */
package org.hybridface.local.rule;
