package org.hybridface.cloud.table;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeAction;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValueUpdate;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.ExpectedAttributeValue;

/**
 * Short words for DynamoDB's attribute values. Conditions are in the {@code Expected} form because that is the one Camel's
 * aws2-ddb component speaks.
 */
public final class Items {

    /** The partition key of faces and events. */
    public static final String ID = "id";

    /** DynamoDB deletes the item some time after this moment, in epoch seconds (the table's TTL attribute). */
    public static final String EXPIRES_AT = "expiresAt";

    private Items() {
    }

    public static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    public static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    public static AttributeValue seconds(Instant moment) {
        return number(moment.getEpochSecond());
    }

    public static Map<String, AttributeValue> key(String id) {
        return Map.of(ID, text(id));
    }

    static AttributeValueUpdate put(AttributeValue value) {
        return AttributeValueUpdate.builder().action(AttributeAction.PUT).value(value).build();
    }

    /** Adds to a set, creating it when needed. */
    static AttributeValueUpdate addToSet(List<String> values) {
        return AttributeValueUpdate.builder().action(AttributeAction.ADD).value(AttributeValue.fromSs(values)).build();
    }

    static AttributeValueUpdate remove() {
        return AttributeValueUpdate.builder().action(AttributeAction.DELETE).build();
    }

    static ExpectedAttributeValue absent() {
        return ExpectedAttributeValue.builder().exists(false).build();
    }

    static ExpectedAttributeValue present() {
        return ExpectedAttributeValue.builder().comparisonOperator(ComparisonOperator.NOT_NULL).build();
    }

    static ExpectedAttributeValue equalTo(AttributeValue value) {
        return ExpectedAttributeValue.builder().comparisonOperator(ComparisonOperator.EQ).attributeValueList(value).build();
    }

    /** For an attribute that is a set. */
    static ExpectedAttributeValue containing(AttributeValue element) {
        return ExpectedAttributeValue.builder().comparisonOperator(ComparisonOperator.CONTAINS).attributeValueList(element).build();
    }

    static Optional<String> text(Map<String, AttributeValue> item, String attribute) {
        return Optional.ofNullable(item.get(attribute)).map(AttributeValue::s).filter(text -> !text.isBlank());
    }

    /** 0 when the attribute is missing. */
    static long number(Map<String, AttributeValue> item, String attribute) {
        return Optional.ofNullable(item.get(attribute)).map(AttributeValue::n).map(Long::parseLong).orElse(0L);
    }
}
