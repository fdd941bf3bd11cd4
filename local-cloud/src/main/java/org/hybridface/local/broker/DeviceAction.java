// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.broker;

/** What a device asks of the broker, as AWS IoT policies name it. */
public enum DeviceAction {

    CONNECT("iot:Connect", "client"),
    PUBLISH("iot:Publish", "topic"),
    /** Asked besides PUBLISH about a message or will that the broker is to keep. */
    RETAIN_PUBLISH("iot:RetainPublish", "topic"),
    SUBSCRIBE("iot:Subscribe", "topicfilter"),
    RECEIVE("iot:Receive", "topic");

    private final String action;
    private final String resourceType;

    DeviceAction(String action, String resourceType) {
        this.action = action;
        this.resourceType = resourceType;
    }

    /** For example {@code iot:Publish}. */
    public String action() {
        return action;
    }

    /** What stands before the slash in the resource's ARN, for example {@code topic}. */
    public String resourceType() {
        return resourceType;
    }
}
