//! The functions of a file, and the methods of its types.

use super::mentions::plain;

/// A free function or a method.
pub(super) struct Function<'f> {
    /// `wait_n`, or `Counter::add`.
    pub(super) name: String,
    pub(super) visibility: &'f syn::Visibility,
    pub(super) attributes: &'f [syn::Attribute],
    pub(super) signature: &'f syn::Signature,
    pub(super) body: &'f syn::Block,
}

/// All functions of a file, without those of traits.
pub(super) fn functions(file: &syn::File) -> Vec<Function<'_>> {
    file.items.iter().flat_map(of_item).collect()
}

fn of_item(item: &syn::Item) -> Vec<Function<'_>> {
    match item {
        syn::Item::Fn(item) => vec![Function {
            name: plain(&item.sig.ident),
            visibility: &item.vis,
            attributes: &item.attrs,
            signature: &item.sig,
            body: &item.block,
        }],
        syn::Item::Impl(item) if item.trait_.is_none() => methods(item),
        _ => Vec::new(),
    }
}

fn methods(item: &syn::ItemImpl) -> Vec<Function<'_>> {
    let syn::Type::Path(path) = &*item.self_ty else { return Vec::new() };
    let Some(of) = path.path.segments.last().map(|last| plain(&last.ident)) else { return Vec::new() };
    item.items.iter().filter_map(|item| method(&of, item)).collect()
}

fn method<'f>(of: &str, item: &'f syn::ImplItem) -> Option<Function<'f>> {
    let syn::ImplItem::Fn(item) = item else { return None };
    Some(Function {
        name: format!("{of}::{}", plain(&item.sig.ident)),
        visibility: &item.vis,
        attributes: &item.attrs,
        signature: &item.sig,
        body: &item.block,
    })
}
