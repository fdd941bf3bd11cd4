/**
 * The device's one MQTT 5 connection. AWS IoT closes the older of two connections with one client id, and the client id is the
 * thing's name, so every paho-mqtt5 endpoint shares one client; {@link org.hybridface.edge.mqtt.MqttConnection} connects,
 * reconnects and watches it.
 */
package org.hybridface.edge.mqtt;
