// SPDX-License-Identifier: Apache-2.0
package org.hybridface.local.rule;

import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.hybridface.routecheck.RouteSide;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** What routes of the local cloud may name; the rules' own names come from the stack. */
public final class LocalSide implements RouteSide {

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Map<String, String> options() {
        return Map.of("mqtt.url", "ssl://127.0.0.1:8883", "recogniser.function", "face-recogniser",
                "rules", "face_recognition_new face_recognition_name face_recognition_correct face_recognition_emptied face_recognition_seen "
                        + "face_recognition_erase face_recognition_erased",
                "rule.face_recognition_new.topic", "face_recognition/new", "rule.face_recognition_name.topic", "face_recognition/name",
                "rule.face_recognition_correct.topic", "face_recognition/correct",
                "rule.face_recognition_emptied.topic", "$aws/things/+/shadow/name/faces/update/accepted",
                "rule.face_recognition_seen.topic", "face_recognition/seen", "rule.face_recognition_erase.topic", "face_recognition/erase",
                "rule.face_recognition_erased.topic", "face_recognition/erased");
    }

    @Override
    public Map<String, Class<?>> beans() {
        Map<String, Class<?>> beans = new HashMap<>(Map.of("ruleSockets", SSLSocketFactory.class, "ruleErrors", RuleErrors.class));
        for (String rule : options().get("rules").split(" ")) {
            beans.put(rule, IotRule.class);
            beans.put(rule + "_lambda", LambdaClient.class);
        }
        return beans;
    }
}
