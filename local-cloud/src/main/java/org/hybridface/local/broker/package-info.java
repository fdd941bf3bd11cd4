/**
 * The MQTT 5 broker: ActiveMQ Artemis with mutual TLS on loopback. The certificate's common name is the thing; a policy in the JSON of
 * AWS IoT decides what the thing may connect as, publish, subscribe to and receive.
 */
package org.hybridface.local.broker;
