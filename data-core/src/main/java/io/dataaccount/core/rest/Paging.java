package io.dataaccount.core.rest;

import io.dataaccount.core.error.InvalidInputException;
import io.dataaccount.core.model.page.PageRequest;
import io.dataaccount.core.model.page.PageSize;
import io.dataaccount.core.model.page.PageToken;

/** Reads the two paging parameters of all listings. */
final class Paging {
    private Paging() {}

    static PageRequest read(RequestFields query) {
        Integer size = query.digits("page_size");
        PageToken token = query.optional("page_token", PageToken::new);
        try {
            return new PageRequest(size == null ? PageSize.MAX : new PageSize(size), token);
        } catch (InvalidInputException e) {
            throw e.at("page_size");
        }
    }
}
