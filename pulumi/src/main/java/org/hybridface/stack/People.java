// SPDX-License-Identifier: Apache-2.0
package org.hybridface.stack;

import com.pulumi.asset.FileAsset;
import com.pulumi.aws.dynamodb.TableItem;
import com.pulumi.aws.dynamodb.TableItemArgs;
import com.pulumi.aws.lambda.Invocation;
import com.pulumi.aws.lambda.InvocationArgs;
import com.pulumi.aws.s3.BucketObjectv2;
import com.pulumi.aws.s3.BucketObjectv2Args;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * People who are known from the start: each gets a place in the table, and each of their photos goes to S3 and is enrolled by
 * the Lambda's route enrol-person.
 */
final class People extends Component {

    /** Marks a person's own item in the table, where the other keys are face ids and {@code event#...}. */
    private static final String PERSON = "person#";

    /** As in face-messages, {@code EnrolPerson}. */
    static final String ENROL = "enrol-person";
    static final int VERSION = 1;

    /** By person and file: what the function says of a photo. */
    private final Map<String, Output<String>> answers = new TreeMap<>();

    People(Settings settings, FaceMemory memory, Recogniser recogniser) {
        super("people", settings);
        for (String name : settings.people()) {
            Person person = Person.in(settings.peopleFolder(), name);
            seedName(person, memory);
            person.photos().forEach(photo -> enrol(person, photo, memory, recogniser));
        }
    }

    private void seedName(Person person, FaceMemory memory) {
        CustomResourceOptions.Builder options = options();
        // The item belongs to the cloud once it is there: without this the next `up` would undo a name edited since.
        options.ignoreChanges("item");
        new TableItem("person-" + person.id(), TableItemArgs.builder()
                .tableName(memory.table().name())
                .hashKey(FaceMemory.ID)
                .item(OrderedJson.text(OrderedJson.object(
                        FaceMemory.ID, Map.of("S", PERSON + person.id()),
                        "name", Map.of("S", person.name()))))
                .build(), options.build());
    }

    private void enrol(Person person, Path photo, FaceMemory memory, Recogniser recogniser) {
        String photoId = Person.photoId(photo);
        String resource = "photo-" + person.id() + "-" + photoId;
        String key = FaceMemory.PEOPLE + person.id() + "/" + photoId + (Person.isPng(photo) ? ".png" : ".jpg");
        BucketObjectv2 object = new BucketObjectv2(resource, BucketObjectv2Args.builder()
                .bucket(memory.photos().bucket())
                .key(key)
                .contentType(Person.isPng(photo) ? "image/png" : "image/jpeg")
                .source(new FileAsset(photo.toString()))
                .build(), here());

        CustomResourceOptions.Builder options = options();
        options.dependsOn(object);
        Invocation enrolment = new Invocation(resource, InvocationArgs.builder()
                .functionName(recogniser.function().name())
                .qualifier(recogniser.callers().operator().name())
                .input(OrderedJson.output(OrderedJson.object(
                        "action", ENROL,
                        "version", VERSION,
                        "name", person.name(),
                        "photo", Output.format("s3://%s/%s", memory.photos().bucket(), Output.of(key)))))
                .build(), options.build());
        answers.put(person.name() + "/" + photo.getFileName(), enrolment.result());
    }

    /** What became of each photo: a refusal fails nothing, and nobody would hear of it. */
    Output<Map<String, String>> outputs() {
        List<String> photos = List.copyOf(answers.keySet());
        return Output.all(answers.values()).applyValue(all -> {
            Map<String, String> byPhoto = new LinkedHashMap<>();
            for (int i = 0; i < photos.size(); i++) {
                byPhoto.put(photos.get(i), all.get(i));
            }
            return byPhoto;
        });
    }
}
