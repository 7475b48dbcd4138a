package org.pestle.pricing;

/** What the items of one prescription have to do with others: told of each price in turn, and asked before the next. */
interface InView {
    /** Each item stands as it was given. */
    InView NOTHING = new InView() {};

    /** The items are priced anew, from the first one on; what was told of them is to be forgotten. */
    default void again() {
        // nothing was remembered
    }

    /** Whether the item had its price before, and with it bears the charge for those that are like it. */
    default boolean isSettled(int index) {
        return false;
    }

    /** The item as it is to be priced. */
    default ItemToPrice before(int index, ItemToPrice item) {
        return item;
    }

    /** What came of it. */
    default void after(int index, ItemToPrice item, PricedItem price) {
        // nobody else has to know
    }
}
