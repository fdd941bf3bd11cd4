/**
 * The AWS IoT Device Shadow service: named and classic shadows over MQTT and REST. {@link org.hybridface.local.shadow.ShadowDocument}
 * holds the rules and touches nothing; the other classes carry documents to and fro.
 *
 * @see <a href="https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-document.html">Device Shadow service documents</a>
 */
package org.hybridface.local.shadow;
